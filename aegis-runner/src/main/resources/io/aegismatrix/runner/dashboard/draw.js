'use strict';
drawPictures();
